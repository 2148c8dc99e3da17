package org.sandtrap.syscall;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A reader of the tables of this library: columns between tabs, comments after {@code #}. No API.
 */
@API(status = API.Status.INTERNAL)
public final class TabFile {
  private TabFile() {}

  /**
   * Hands over every row of a table beside this class.
   *
   * @param columns what a row must have at least, named in the message when it does not
   * @throws IllegalStateException if the file is missing or a row is too short
   */
  static void read(String file, List<String> columns, Consumer<Row> rows) {
    read(TabFile.class, file, columns, rows);
  }

  /**
   * Hands over every row of a table.
   *
   * @param place the table is beside this class, or where the name of the file leads from there
   * @param file its name
   * @param columns what a row must have at least, named in the message when it does not
   * @param rows is given the rows, in their order
   * @throws IllegalStateException if the file is missing or a row is too short
   */
  public static void read(Class<?> place, String file, List<String> columns, Consumer<Row> rows) {
    try (InputStream in = place.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(
            "the table "
                + (file.startsWith("/")
                    ? file.substring(1)
                    : place.getPackageName().replace('.', '/') + "/" + file)
                + " is not on the class path; it belongs to the jar of sandtrap");
      }
      read(file, new InputStreamReader(in, StandardCharsets.UTF_8), columns, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + file + " cannot be read", e);
    }
  }

  /** The same from a text that is not a resource. */
  static void read(String file, Reader text, List<String> columns, Consumer<Row> rows) {
    int number = 0;
    for (String line : new BufferedReader(text).lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Row row = new Row(file, number, List.of(line.split("\t", -1)));
      if (row.cells().size() < columns.size()) {
        throw row.isNot(String.join(", tab, ", columns), line);
      }
      rows.accept(row);
    }
  }

  /**
   * A row of a table.
   *
   * @param file the name of the file, for messages
   * @param line its number, from 1
   * @param cells what is between the tabs
   */
  public record Row(String file, int line, List<String> cells) {
    /** The text of a column; the first is 0. */
    public String cell(int column) {
      return cells.get(column);
    }

    /** The number in a column: up to nine digits. */
    public int number(int column) {
      String cell = cell(column);
      boolean digits = !cell.isEmpty() && cell.length() <= 9;
      for (int i = 0; digits && i < cell.length(); i++) {
        digits = cell.charAt(i) >= '0' && cell.charAt(i) <= '9';
      }
      if (!digits) {
        throw isNot("a number", cell);
      }
      return Integer.parseInt(cell);
    }

    /** The words of a column, none if it is {@code -}. */
    public List<String> words(int column, String separator) {
      String cell = cell(column);
      return cell.equals("-") ? List.of() : List.of(cell.split(separator));
    }

    /** The exception for something in this row that cannot be understood. */
    public IllegalStateException isNot(String expected, String found) {
      return new IllegalStateException(
          file + ":" + line + ": expected " + expected + ", but found '" + found + "'");
    }
  }
}
