package org.sandtrap.grade.check;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The protocol of checkers made with testlib. */
record TestlibProtocol() implements CheckerProtocol {
  private static final Pattern POINTS = Pattern.compile("\\s*points\\s+(\\S+).*", Pattern.DOTALL);

  private static final int OK = 0;
  private static final int WRONG_ANSWER = 1;
  private static final int PRESENTATION_ERROR = 2;
  private static final int FAIL = 3;
  private static final int DIRT = 4;
  private static final int POINTS_GIVEN = 7;
  private static final int UNEXPECTED_EOF = 8;

  @Override
  public byte[] stdin(CheckRequest request) {
    return new byte[0];
  }

  @Override
  public void write(CheckFiles files, CheckRequest request) throws IOException {
    Files.write(files.input(), request.inputBytes());
    Files.write(files.output(), request.outputBytes());
    Files.write(files.answer(), request.answerBytes());
  }

  @Override
  public List<String> command(List<String> checker, CheckFiles files, CheckRequest request) {
    List<String> command = new ArrayList<>(checker);
    command.add(files.input().toString());
    command.add(files.output().toString());
    command.add(files.answer().toString());
    command.addAll(request.arguments());
    return command;
  }

  @Override
  public CheckResult result(Ruling ruling, int exitCode, CheckFiles files) {
    return switch (exitCode) {
      case OK -> ruling.accepted("", "", "");
      case WRONG_ANSWER -> ruling.wrong("", "");
      case PRESENTATION_ERROR ->
          ruling.wrong("The output does not have the form that is expected.", "");
      case DIRT -> ruling.wrong("The output goes on where it should have ended.", "");
      case UNEXPECTED_EOF -> ruling.wrong("The output ends too early.", "");
      case POINTS_GIVEN -> points(ruling);
      case FAIL ->
          throw ruling.failure(
              "reported that it failed itself, with exit code 3", "a decision", "");
      default ->
          throw ruling.failure(
              "exited with " + exitCode, "0 (right), 1, 2, 4, 8 (wrong) or 7 (points)", "");
    };
  }

  private static CheckResult points(Ruling ruling) {
    Matcher matcher = POINTS.matcher(ruling.stderr());
    if (!matcher.matches()) {
      throw ruling.failure(
          "exited with 7, for points, and names none",
          "standard error to begin with: points 0.5",
          "");
    }
    CheckResult result = ruling.accepted(matcher.group(1), "", "");
    return result.score().orElse(0) > 0 ? result : ruling.wrong("", "");
  }
}
