package org.sandtrap.tracer.binding;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The functions of {@code libsandtrap.so}, as {@code native/tracer.h} declares them; the only
 * native code Sandtrap calls.
 *
 * <p>Every function answers a value ≥ 0, or the negative errno of what failed. The class loads the
 * library when it is first used, and refuses one of another build; whoever comes from outside this
 * package calls {@link #require} first, which says so every time.
 */
public final class LibTracer {
  /** The number of the contract in {@code tracer.h} that this class was written for. */
  static final int ABI = 22;

  /** Kept, because a class whose initializer throws can never be asked again. */
  private static final Optional<Obstacle> OBSTACLE = NativeLoading.obstacle(LibTracer::load);

  private LibTracer() {}

  private static void load() {
    NativeLibrary library = JnaSearchPath.during(LibTracer::library);
    String file = origin(library);
    int abi = library.getFunction("st_abi").invokeInt(new Object[0]);
    NativeLoading.check("the number of the interface", abi, ABI, file);
    Native.register(LibTracer.class, library);
    Layout.check(LibTracer::st_layout, file);
  }

  private static NativeLibrary library() {
    return NativeLibrary.getInstance("sandtrap", LibTracer.class.getClassLoader());
  }

  /**
   * Loads the library, unless it is loaded already.
   *
   * @throws UnsupportedHostException when that is not possible, every time
   */
  public static void require() {
    if (OBSTACLE.isPresent()) {
      throw new UnsupportedHostException(OBSTACLE.get());
    }
  }

  /** Why the library could not be loaded; empty when it is. */
  public static Optional<Obstacle> obstacle() {
    return OBSTACLE;
  }

  /** Where the library was found. */
  public static String origin() {
    return origin(library());
  }

  /** JNA unpacks what is in a jar into a temporary file, whose name tells nobody anything. */
  private static String origin(NativeLibrary library) {
    String file = String.valueOf(library.getFile());
    String resource = "/" + Platform.RESOURCE_PREFIX + "/libsandtrap.so";
    return file.endsWith(".tmp") ? String.valueOf(LibTracer.class.getResource(resource)) : file;
  }

  /**
   * The memory at an address of the native side, which the caller must not touch after {@link
   * #st_free}.
   */
  static ByteBuffer memory(long address, long size) {
    return new Pointer(address).getByteBuffer(0, size).order(ByteOrder.nativeOrder());
  }

  static native int st_abi();

  static native int st_layout(int[] out, int capacity);

  /** The version of Landlock's interface, or the negative errno. */
  public static native int st_landlock_abi();

  static native long st_attempt(int flags, long number, long a, long b, long c, long d, long e);

  /** A ruleset that handles these rights; answers its descriptor, or the negative errno. */
  static native int st_landlock_ruleset(long files, long network, long scopes);

  static native int st_landlock_allow(int ruleset, int file, long rights, long ofFiles);

  /**
   * The number of a call for which a filter around this JVM would kill it; negative when there is
   * none, or that could not be found out.
   */
  public static native long st_deadly_call();

  /** Launches a program; answers the handle of its run, or the negative errno. */
  public static native long st_spawn(byte[] plan, long size);

  static native long st_view_of(long run);

  /** Runs the tracees until Java is needed; answers the bytes of new records. */
  public static native int st_next(long run, int answer);

  /** Whether ptrace(2) is allowed: 0, or the negative errno. */
  public static native int st_may_trace();

  /** Kills all processes of a run. */
  public static native int st_kill(long run);

  /** Sends a signal to the main process of a run. */
  public static native int st_signal(long run, int signal);

  /** Writes the threads of a run; answers how many there are. */
  public static native int st_tracees(long run, int[] out, int capacity);

  /** The id of a thread that another library seems to have waited for, or 0. */
  public static native int st_stolen(long run);

  /** Wakes the thread of a tracer that waits. */
  public static native int st_ring(long run);

  /** Whether memory of a run's processes may be read. */
  public static native int st_readable(long run);

  /** Writes what a run has used; answers how many processes there are. */
  public static native int st_usage_of(long run, byte[] out, int size);

  /** Writes what the watchdog asks for. */
  public static native int st_watch(long run, int what, long most, byte[] out);

  /** Frees a run, which ends whatever is left of it. */
  public static native int st_free(long run);

  static native int st_open(byte[] path, int flags, int mode);

  /** Closes a descriptor, see close(2). */
  public static native int st_close(int fd);

  static native int st_access(byte[] path, int mode);

  static native int st_link(byte[] path, byte[] out, int capacity);

  static native int st_on_proc(byte[] path);

  static native int st_program(byte[] path);

  static native int st_untouched(byte[] path);

  static native int st_mark(byte[] path, long[] out);

  static native int st_file(byte[] path, long[] out);

  static native int st_tree_directory(int directory, byte[] name);

  static native int st_tree_file(int directory, byte[] name);

  static native int st_tree_facts(int directory, byte[] name, long[] out);

  static native int st_tree_names(int directory, byte[] out, int capacity);

  static native int st_tree_remove(int directory, byte[] name, int isDirectory);

  static native int st_tree_move(int directory, byte[] name, int target, byte[] newName);

  static native int st_ipc_remove(int kind, int id);

  static native int st_ipc_user(int id, int semaphore);

  static native int st_cut(byte[] path, long size);

  static native int st_memfd(byte[] bytes, long size);

  static native int st_append(int fd, byte[] bytes, long size);

  static native int st_seal(int fd);

  static native int st_pipe(int[] ends);

  /** Writes the registers of a stopped thread; answers their size, or the negative errno. */
  public static native int st_registers(int tid, byte[] out, int capacity);

  /**
   * Reads memory of a thread that waits for an answer; answers how many bytes could be read, or the
   * negative errno.
   */
  public static native int st_peek(long run, int tid, long address, byte[] out, int size);

  /** Writes memory of a thread that waits for an answer; answers like {@link #st_peek}. */
  public static native int st_poke(long run, int tid, long address, byte[] bytes, int size);

  static native int st_current_directory(byte[] out, int capacity);

  /** Reads from the start of a file, see pread(2). */
  public static native int st_pread(int fd, byte[] buffer, int capacity);

  /** Writes to the start of a file, see pwrite(2). */
  public static native int st_pwrite(int fd, byte[] bytes, int size);

  static native int st_terminal(int[] ends);

  /** Sets the size of a terminal, see tty_ioctl(4). */
  public static native int st_resize(int fd, int columns, int rows);

  /** Writes to a descriptor, see write(2). */
  public static native int st_write(int fd, byte[] bytes, int size);

  /** Whether there is something to read. */
  public static native int st_has_input(int fd);

  /** The character that ends the input of a terminal, or 0; see termios(3). */
  public static native int st_end_character(int fd);

  /** Whether a terminal is read by lines, see termios(3). */
  public static native int st_by_lines(int fd);

  /** A new epoll(7) instance. */
  public static native int st_pump_open();

  /** Adds a descriptor to an epoll(7) instance. */
  public static native int st_pump_add(int pump, int fd, int id);

  /** Removes a descriptor from an epoll(7) instance. */
  public static native int st_pump_remove(int pump, int fd);

  /** The id of a descriptor that is ready; negative when there is none. */
  public static native int st_pump_wait(int pump, int timeoutMillis);

  /** Reads from a descriptor, see read(2). */
  public static native int st_read(int fd, byte[] buffer, int capacity);
}
