package org.sandtrap.tracer.module;

import org.sandtrap.module.Answer;

/**
 * An answer, and the module that gave it.
 *
 * @param answer the answer
 * @param module the name of the module's class
 * @param failed whether the module has failed instead, so that the run ends
 */
public record ModuleAnswer(Answer answer, String module, boolean failed) {
  /** The answer where no module has anything to say. */
  static final ModuleAnswer PROCEED = new ModuleAnswer(Answer.proceed(), "", false);

  /** The answer in place of that of a module that has failed. */
  static ModuleAnswer ofFailed(String module) {
    return new ModuleAnswer(Answer.kill(), module, true);
  }
}
