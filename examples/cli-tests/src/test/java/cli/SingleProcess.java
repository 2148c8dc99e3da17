package cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sandtrap.junit.Sandboxed;

/** For programs that start no other process and no thread. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Sandboxed(deny = {"fork", "thread", "exec"})
public @interface SingleProcess {}
