package org.sandtrap.tracer;

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
final class LibTracer {
  /** The number of the contract in {@code tracer.h} that this class was written for. */
  static final int ABI = 8;

  /** Kept, because a class whose initializer throws can never be asked again. */
  private static final Optional<Obstacle> OBSTACLE = NativeLoading.obstacle(LibTracer::load);

  private LibTracer() {}

  private static void load() {
    NativeLibrary library = library();
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
  static void require() {
    if (OBSTACLE.isPresent()) {
      throw new UnsupportedHostException(OBSTACLE.get());
    }
  }

  /** Why the library could not be loaded; empty when it is. */
  static Optional<Obstacle> obstacle() {
    return OBSTACLE;
  }

  /** Where the library was found. */
  static String origin() {
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

  static native int st_landlock_abi();

  static native long st_spawn(byte[] plan, long size);

  static native long st_view_of(long run);

  static native int st_next(long run, int answer);

  static native int st_may_trace();

  static native int st_kill(long run);

  static native int st_signal(long run, int signal);

  static native int st_tracees(long run, int[] out, int capacity);

  static native int st_stolen(long run);

  static native int st_ring(long run);

  static native int st_usage_of(long run, byte[] out, int size);

  static native int st_watch(long run, int what, long most, byte[] out);

  static native int st_free(long run);

  static native int st_open(byte[] path, int flags, int mode);

  static native int st_close(int fd);

  static native int st_access(byte[] path, int mode);

  static native int st_program(byte[] path);

  static native int st_untouched(byte[] path);

  static native int st_memfd(byte[] bytes, long size);

  static native int st_append(int fd, byte[] bytes, long size);

  static native int st_seal(int fd);

  static native int st_pipe(int[] ends);

  static native int st_registers(int tid, byte[] out, int capacity);

  static native int st_current_directory(byte[] out, int capacity);

  static native int st_pread(int fd, byte[] buffer, int capacity);

  static native int st_pwrite(int fd, byte[] bytes, int size);

  static native int st_pump_open();

  static native int st_pump_add(int pump, int fd, int id);

  static native int st_pump_remove(int pump, int fd);

  static native int st_pump_wait(int pump, int timeoutMillis);

  static native int st_read(int fd, byte[] buffer, int capacity);
}
