package org.sandtrap.launch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.tracer.binding.SelfStatus;

/**
 * The places where this JVM has temporary directories, and where killed JVMs of the same user may
 * have left some: their names have the number of their JVM, whose {@link OwnerFile} is beside them.
 */
final class TemporaryPlaces {
  private static final String OWNER = ".sandtrap-owner-";
  private static final String NUMBER = "[0-9a-f]+";
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int STICKY = 01000;

  /** Where this JVM has belongings, or has had some a moment ago. */
  private static final Map<Path, Place> PLACES = new HashMap<>();

  private TemporaryPlaces() {}

  /** One temporary directory, and what this JVM has in it. */
  private static final class Place {
    private final String number;
    private final Optional<OwnerFile> file;
    private int used;
    private boolean swept;

    private Place(Path parent) {
      number = Long.toHexString(SpareDirectories.random());
      file = OwnerFile.create(parent.resolve(OWNER + number));
    }
  }

  /**
   * Begins to use a temporary directory.
   *
   * @return the number of this JVM there, for the names of its directories
   */
  static String enter(Path parent) {
    synchronized (PLACES) {
      Place place = PLACES.get(parent);
      if (place == null) {
        place = new Place(parent);
        PLACES.put(parent, place);
      }
      place.used++;
      return place.number;
    }
  }

  /** Ends what {@link #enter} has begun. */
  static void leave(Path parent) {
    synchronized (PLACES) {
      PLACES.get(parent).used--;
    }
  }

  /** To be done when nobody waits: removes what killed JVMs have left, and what is not needed. */
  static void tidy() {
    synchronized (PLACES) {
      for (Iterator<Map.Entry<Path, Place>> all = PLACES.entrySet().iterator(); all.hasNext(); ) {
        Map.Entry<Path, Place> entry = all.next();
        Place place = entry.getValue();
        if (!place.swept) {
          place.swept = true;
          sweep(entry.getKey());
        }
        if (place.used == 0) {
          if (place.file.isPresent()) {
            place.file.get().close();
          }
          all.remove();
        }
      }
    }
  }

  private static void sweep(Path parent) {
    if (!isSafe(parent)) {
      return;
    }
    try (DirectoryStream<Path> owners = Files.newDirectoryStream(parent, OWNER + "*")) {
      for (Path owner : owners) {
        String number = owner.getFileName().toString().substring(OWNER.length());
        if (number.matches(NUMBER) && isOurs(owner)) {
          Optional<OwnerFile> file = OwnerFile.take(owner);
          if (file.isPresent()) {
            remove(parent, number, file.get());
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // they do no harm
    }
  }

  private static void remove(Path parent, String number, OwnerFile file) {
    try (file;
        DirectoryStream<Path> all = Files.newDirectoryStream(parent, "*sandtrap-*")) {
      for (Path one : all) {
        boolean belongs = SpareDirectories.isOf(one.getFileName().toString(), number);
        if (belongs && Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS) && isOurs(one)) {
          TreeRemoval.of(one);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // they do no harm
    }
  }

  private static boolean isOurs(Path path) {
    try {
      Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      return owner.toString().equals(SelfStatus.read().user());
    } catch (IOException e) {
      return false;
    }
  }

  /** Others must not be able to put something else in the place of what is removed. */
  private static boolean isSafe(Path parent) {
    try {
      int mode = (int) Files.getAttribute(parent, "unix:mode");
      return (mode & WRITABLE_BY_OTHERS) == 0 || (mode & STICKY) != 0;
    } catch (IOException e) {
      return false;
    }
  }
}
