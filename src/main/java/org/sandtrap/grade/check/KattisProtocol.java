package org.sandtrap.grade.check;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The protocol of Kattis' output validators. */
record KattisProtocol() implements CheckerProtocol {
  private static final int ACCEPTED = 42;
  private static final int WRONG = 43;

  @Override
  public byte[] stdin(CheckRequest request) {
    return request.outputBytes();
  }

  @Override
  public void write(CheckFiles files, CheckRequest request) throws IOException {
    Files.write(files.input(), request.inputBytes());
    Files.write(files.answer(), request.answerBytes());
  }

  @Override
  public List<String> command(List<String> checker, CheckFiles files, CheckRequest request) {
    List<String> command = new ArrayList<>(checker);
    command.add(files.input().toString());
    command.add(files.answer().toString());
    command.add(files.feedback() + "/");
    command.addAll(request.arguments());
    return command;
  }

  @Override
  public CheckResult result(Ruling ruling, int exitCode, CheckFiles files) throws IOException {
    String student = files.feedback("teammessage.txt");
    String teacher = files.feedback("judgemessage.txt");
    return switch (exitCode) {
      case ACCEPTED -> ruling.accepted(files.feedback("score.txt").strip(), student, teacher);
      case WRONG -> ruling.wrong(student, teacher);
      default ->
          throw ruling.failure("exited with " + exitCode, "42 (accepted) or 43 (wrong)", teacher);
    };
  }
}
