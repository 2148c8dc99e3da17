package org.sandtrap.unwind;

import java.util.Map;

/**
 * The step from a function to its caller, at one instruction.
 *
 * @param returnColumn the register that stands for the return address
 * @param frameRegister the register that the frame's address is relative to, or {@link
 *     FrameRules#UNKNOWN} where an expression finds it
 * @param frameOffset how far the frame is from there
 * @param rules where the caller's registers are
 */
record FrameStep(
    int returnColumn, int frameRegister, long frameOffset, Map<Integer, FrameRules.Rule> rules) {}
