package org.sandtrap.confinement;

/**
 * A file or a directory tree that a program may reach.
 *
 * @param path its absolute path, as the program calls it; links on the way are followed
 * @param directory whether it is a directory
 * @param write whether it may be written
 * @param execute whether it, or what is in it, may be executed
 * @param device whether it is a device
 */
record Grant(byte[] path, boolean directory, boolean write, boolean execute, boolean device) {}
