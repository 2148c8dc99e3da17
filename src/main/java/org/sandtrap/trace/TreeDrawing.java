package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sandtrap.trace.value.QuotedBytes;

/**
 * A drawing of a tree of processes, in lines:
 *
 * <pre>
 * 100 sh -c "cat a | wc": exited with 0
 * ├─ 101 cat a: exited with 0
 * └─ 102 wc: exited with 0
 * </pre>
 */
final class TreeDrawing {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/.,:+@%=-]+");

  /** Programs can start processes below one another without end; lines must have one. */
  private static final int DEEPEST = 40;

  private final StringBuilder text = new StringBuilder();
  private final Deque<Line> open = new ArrayDeque<>();

  private TreeDrawing() {}

  /** A line that is still to be written, and what stands before it and before those below it. */
  private record Line(TracedProcess process, String before, String below, int depth) {}

  static String of(TracedProcess root) {
    TreeDrawing drawing = new TreeDrawing();
    drawing.open.push(new Line(root, "", "", 0));
    while (!drawing.open.isEmpty()) {
      drawing.draw(drawing.open.pop());
    }
    return drawing.text.toString();
  }

  private void draw(Line line) {
    TracedProcess process = line.process();
    text.append(line.before()).append(process.pid()).append(' ').append(program(process));
    text.append(": ").append(ending(process)).append('\n');
    List<TracedProcess> children = process.children();
    boolean deeper = line.depth() < DEEPEST;
    for (int i = children.size() - 1; i >= 0; i--) {
      boolean last = i == children.size() - 1;
      String before = line.below() + (last ? "└─ " : "├─ ");
      String below = deeper ? line.below() + (last ? "   " : "│  ") : line.below();
      open.push(new Line(children.get(i), before, below, line.depth() + 1));
    }
  }

  private static String program(TracedProcess process) {
    return process.execs().isEmpty()
        ? "(" + (process.name().isEmpty() ? "?" : word(process.name())) + ")"
        : process.execs().stream().map(TreeDrawing::command).collect(Collectors.joining(" => "));
  }

  private static String command(Exec exec) {
    return exec.arguments().isEmpty()
        ? word(exec.path())
        : exec.arguments().stream().map(TreeDrawing::word).collect(Collectors.joining(" "));
  }

  private static String word(String text) {
    return PLAIN.matcher(text).matches()
        ? text
        : QuotedBytes.of(text.getBytes(StandardCharsets.UTF_8), true);
  }

  private static String ending(TracedProcess process) {
    return process
        .signal()
        .map(signal -> "killed by " + signal.name())
        .orElseGet(
            () ->
                process.exitCode().isPresent()
                    ? "exited with " + process.exitCode().getAsInt()
                    : "end not in the trace");
  }
}
