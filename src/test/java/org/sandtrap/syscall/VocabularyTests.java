package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link Vocabulary}. */
class VocabularyTests {
  private static final String WORDS_OF_C =
      """
      accept access alarm bind brk chdir chmod chown chroot clone close closedir connect creat
      dlopen dup dup2 epoll_create eventfd execl execlp execv execve execvp exit _exit fchmod
      fclose fcntl fdopendir fflush fgets flock fopen fork fprintf fputs fread free fseek fstat
      fsync ftruncate fwrite getaddrinfo getchar getcwd getenv getline getpid getppid getrlimit
      getrusage getsockopt gettimeofday getuid getxattr glob inotify_init ioctl io_uring isatty
      kill lchown link listen lockf lseek lstat madvise malloc memfd_create mkdir mkdtemp mkfifo
      mknod mkstemp mlock mmap mount mprotect mq_open mremap msgget msgsnd msync munmap
      nanosleep nice open openat opendir openlog pause perror pipe poll popen posix_spawn ppoll
      prctl pread printf pthread_create pthread_join ptrace puts pwrite raise read readdir
      readlink readv realloc realpath reboot recv recvfrom recvmsg remove rename rmdir scanf
      sched_yield seccomp select semget sem_open semop send sendfile sendmsg sendto sethostname
      setitimer setns setpgid setpriority setrlimit setsid setsockopt settimeofday setuid
      seteuid shm_open shmat shmget shutdown sigaction signal sigprocmask sigqueue sigsuspend
      sigwait sleep socket socketpair splice stat statfs statvfs swapon symlink sync sysconf
      sysinfo syslog system tcsetattr time timer_create timerfd_create times tmpfile truncate
      umask umount uname unlink unshare usleep utime utimes vfork wait wait3 wait4 waitid
      waitpid write writev
      """;

  private static List<String> members(String word) {
    return Vocabulary.find(word).orElseThrow().members().stream().map(Member::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "fork, Family",
    "open, Family",
    "kill, Family",
    "fopen, LibraryFunction",
    "posix_spawn, LibraryFunction",
    "strlen, LibraryFunction",
    "%file, SyscallClass",
    "%%stat, SyscallClass",
    "getcwd, NamedCall",
    "openat, NamedCall"
  })
  void aWordHasOneMeaning(String word, String type) {
    Meaning meaning = Vocabulary.find(word).orElseThrow();
    assertThat(meaning.getClass().getSimpleName()).isEqualTo(type);
    assertThat(meaning.word()).isEqualTo(word);
    assertThat(meaning.description()).isNotBlank();
  }

  @Test
  void aCallStandsForItsOtherFormsAsWell() {
    assertThat(members("getcwd")).containsExactly("getcwd");
    assertThat(members("fcntl")).containsExactly("fcntl", "fcntl64");
    assertThat(members("connect")).containsExactly("connect", "socketcall(call=SYS_CONNECT)");
    assertThat(Vocabulary.find("getcwd").orElseThrow().description())
        .isEqualTo("the call getcwd(buf, size)");
  }

  @Test
  void aFunctionOfTheCLibraryIsWhatItAmountsTo() {
    assertThat(members("fopen")).isEqualTo(members("open"));
    assertThat(members("printf")).isEqualTo(members("write"));
    assertThat(members("pthread_create")).isEqualTo(members("thread"));
    assertThat(members("system")).containsAll(members("fork")).containsAll(members("exec"));
    assertThat(members("pthread_exit")).containsExactly("exit");
    assertThat(members("strlen")).isEmpty();
  }

  @Test
  void aClassIsItsCalls() {
    assertThat(members("%network")).contains("socket", "socketcall").doesNotContain("open");
    assertThat(members("%%stat")).containsAll(members("%stat")).containsAll(members("%fstat"));
  }

  @Test
  void everyWordOfACProgrammerIsUnderstood() {
    assertThat(WORDS_OF_C.split("\\s+")).allMatch(word -> Vocabulary.find(word).isPresent());
  }

  @Test
  void everyFunctionAmountsToWordsThatAreKnownAndHasANameOfItsOwn() {
    Vocabulary.functions()
        .forEach(
            (name, function) -> {
              assertThat(Vocabulary.families()).doesNotContainKey(name);
              assertThat(SignatureTable.calls()).doesNotContain(name);
              assertThat(function.description()).as(name).matches("[a-z].*[^.]");
              for (String word : function.words()) {
                String call = word.replaceFirst("^sys:", "");
                assertThat(Vocabulary.find(call)).as(name).isPresent();
                assertThat(Vocabulary.functions()).as(name).doesNotContainKey(call);
              }
              assertThat(function.members()).as(name).doesNotHaveDuplicates();
            });
  }

  @Test
  void everyWordIsFoundAndNoOther() {
    assertThat(Vocabulary.words())
        .hasSizeGreaterThan(800)
        .allMatch(word -> Vocabulary.find(word).orElseThrow().word().equals(word));
    for (String word : List.of("", "frok", "OPEN", "sys:open", "file", "%banana", "open ")) {
      assertThat(Vocabulary.find(word)).as(word).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "frok, fork",
    "opne, open",
    "socketpiar, socketpair",
    "wirte, write",
    "exce, exec",
    "conect, connect",
    "FORK, fork",
    "pthread_craete, pthread_create",
    "%netwrok, %network",
    "file, %file",
    "unlinck, unlink",
    "gettimofday, gettimeofday"
  })
  void aTypoHasNearWords(String typo, String meant) {
    assertThat(Vocabulary.near(typo)).contains(meant).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void whatIsNearNothingHasNoNearWords() {
    assertThat(Vocabulary.near("bananabanana")).isEmpty();
    assertThat(Vocabulary.nearCalls("opeanat")).startsWith("openat");
    assertThat(Vocabulary.nearCalls("pthread_craete")).isEmpty();
  }
}
