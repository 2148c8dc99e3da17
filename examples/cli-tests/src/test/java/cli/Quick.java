package cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sandtrap.junit.Sandboxed;

/** For programs that are done in no time: whoever carries it gets these limits. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Sandboxed(wall = "2s", cpu = "500ms", memory = "64MiB", output = "1MiB")
public @interface Quick {}
