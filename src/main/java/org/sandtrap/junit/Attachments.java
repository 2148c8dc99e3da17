package org.sandtrap.junit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.message.RunText;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;

/**
 * The attachments of a test to JUnit's report: an entry for every run, and for a test that failed
 * files with all that its runs wrote and used, and how to repeat them.
 */
final class Attachments {
  private static final String FAILED = "failed";
  private static final String ALL = "all";
  private static final String NONE = "none";

  /** So many runs of a test, the last; the others have entries only. */
  private static final int MOST = 10;

  /** So many events of a trace. */
  private static final int MOST_EVENTS = 10_000;

  private Attachments() {}

  /**
   * Publishes what a test has done.
   *
   * @param activity what its programs were doing when it was interrupted, if it was
   */
  static void publish(TestRun test, Optional<String> activity, ExtensionContext context) {
    List<Run> runs = test.log().runs();
    boolean attached = isAttached(test.hasFailed(context), context);
    for (int i = 0; i < runs.size(); i++) {
      context.publishReportEntry(entry(runs.get(i)));
      if (attached && i >= runs.size() - MOST) {
        attach(runs.get(i), activity, name("run", i, runs.size()), context);
      }
    }
    if (attached) {
      attach(test.log().unended(), activity, context);
    }
  }

  private static void attach(
      List<RunningProgram> unended, Optional<String> activity, ExtensionContext context) {
    for (int i = 0; i < Math.min(MOST, unended.size()); i++) {
      String name = name("interrupted", i, unended.size());
      RunningProgram program = unended.get(i);
      publish(name + ".txt", bytes(RunText.of(program, activity)), context);
      publish(name + "-stdout.txt", bytes(written(program::stdoutText)), context);
      publish(name + "-stderr.txt", bytes(written(program::stderrText)), context);
    }
  }

  private static String name(String kind, int index, int count) {
    return count == 1 ? kind : kind + "-" + (index + 1);
  }

  private static String written(Supplier<String> output) {
    try {
      return output.get();
    } catch (IllegalStateException e) {
      return ""; // it went elsewhere
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether files are attached.
   *
   * @throws ExtensionConfigurationException if the parameter has another value
   */
  private static boolean isAttached(boolean failed, ExtensionContext context) {
    String mode = context.getConfigurationParameter(SandtrapConfiguration.ATTACH).orElse(FAILED);
    return switch (mode) {
      case ALL -> true;
      case NONE -> false;
      case FAILED -> failed;
      default ->
          throw new ExtensionConfigurationException(
              "Configuration parameter "
                  + SandtrapConfiguration.ATTACH
                  + " is '"
                  + mode
                  + "', which is none of 'failed' (the default: tests that fail attach what their"
                  + " runs wrote and used), 'all' and 'none'.");
    };
  }

  private static Map<String, String> entry(Run run) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("sandtrap.command", run.commandLine());
    entry.put("sandtrap.verdict", run.verdict().name());
    entry.put("sandtrap.usage", run.usage().toString());
    return entry;
  }

  private static void attach(
      Run run, Optional<String> activity, String name, ExtensionContext context) {
    boolean killed = run.causes().contains(new Cause.Killed());
    publish(name + ".txt", bytes(RunText.of(run, activity.filter(doing -> killed))), context);
    publish(name + "-stdout.txt", run.stdout(), context);
    publish(name + "-stderr.txt", run.stderr(), context);
    if (run.isTraced()) {
      publish(name + "-trace.txt", bytes(tail(run.trace())), context);
    }
  }

  /** The last events, in which what went wrong is most likely seen. */
  private static String tail(Trace trace) {
    int size = trace.events().size();
    int from = Math.max(0, size - MOST_EVENTS);
    StringBuilder text = new StringBuilder();
    if (from > 0) {
      text.append("(").append(from).append(" events before these are left out)\n");
    }
    for (Event event : trace.events().subList(from, size)) {
      text.append(event.tid()).append(' ').append(event).append('\n');
    }
    return text.toString();
  }

  private static void publish(String name, byte[] bytes, ExtensionContext context) {
    if (bytes.length > 0) {
      context.publishFile(name, type(bytes), file -> Files.write(file, bytes));
    }
  }

  private static MediaType type(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return MediaType.TEXT_PLAIN_UTF_8;
    } catch (CharacterCodingException e) {
      return MediaType.APPLICATION_OCTET_STREAM;
    }
  }
}
