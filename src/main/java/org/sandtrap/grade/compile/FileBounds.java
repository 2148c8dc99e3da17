package org.sandtrap.grade.compile;

import org.sandtrap.limit.ByteSize;

/**
 * The most that a submission may be.
 *
 * @param file bytes of each file
 * @param total bytes of all files
 * @param files number of files and directories
 * @param depth number of names in a path
 */
record FileBounds(ByteSize file, ByteSize total, int files, int depth) {}
