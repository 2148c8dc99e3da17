package org.sandtrap.grade.check;

/** TEMPORARY. */
public record CheckRequest(byte[] input, byte[] answer, byte[] output) {}
