package org.sandtrap.limit;

/**
 * The bytes that went through the system calls for reading and writing, see proc_pid_io(5).
 *
 * @param read bytes that calls like read(2) returned, from files, pipes, terminals and sockets
 * @param written bytes that calls like write(2) took
 * @param storageRead bytes that had to be fetched from storage
 * @param storageWritten bytes that were sent towards storage
 */
public record Transfer(
    ByteSize read, ByteSize written, ByteSize storageRead, ByteSize storageWritten) {
  static final Transfer NONE =
      new Transfer(
          ByteSize.ofBytes(0), ByteSize.ofBytes(0), ByteSize.ofBytes(0), ByteSize.ofBytes(0));
}
