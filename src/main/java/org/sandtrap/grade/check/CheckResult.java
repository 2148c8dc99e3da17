package org.sandtrap.grade.check;

/** TEMPORARY. */
public record CheckResult(boolean accepted, double share, String student, String teacher) {}
