package org.sandtrap.trace.decode;

import java.util.OptionalInt;

/** Something that is copied when a call is recorded. */
public sealed interface Copy {
  /** The index that stands for the result, instead of an argument. */
  int RESULT = 6;

  /** What is added to an index where the arguments are in memory. */
  int ARRAY = 8;

  /**
   * A copy of what an argument points to.
   *
   * @param capture how
   */
  record OfMemory(Capture capture) implements Copy {}

  /**
   * The name of what a descriptor refers to.
   *
   * @param argument the index of the descriptor, or {@link #RESULT}
   * @param guard an argument that must have a certain value, if there is one
   * @param guardValue that value
   */
  record OfDescriptor(int argument, OptionalInt guard, long guardValue) implements Copy {
    static OfDescriptor always(int argument) {
      return new OfDescriptor(argument, OptionalInt.empty(), 0);
    }
  }

  /**
   * The name of the directory that a relative path begins at.
   *
   * @param path the index of the path
   * @param descriptor the index of the directory's descriptor; empty for the working directory
   */
  record OfDirectory(int path, OptionalInt descriptor) implements Copy {}

  /**
   * The names of what two descriptors refer to that a call has written to memory.
   *
   * @param argument the index of the array
   */
  record OfDescriptors(int argument) implements Copy {}

  /**
   * A copy of the arguments of another call, which are in memory, and of what they point to. Its
   * parts are told apart by {@link #ARRAY}, which is added to the index of their argument.
   *
   * @param argument the index of the array
   * @param guard an argument that must have a certain value
   * @param guardValue that value
   * @param bytes how long the array is
   * @param list the place of the list of the other call in the plan
   */
  record OfArguments(int argument, int guard, long guardValue, int bytes, int list)
      implements Copy {}
}
