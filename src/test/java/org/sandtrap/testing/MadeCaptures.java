package org.sandtrap.testing;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.trace.store.Captures;
import org.sandtrap.trace.store.RawCapture;

/** Captures that no program made, in a list. */
final class MadeCaptures implements Captures {
  private final List<RawCapture> all = new ArrayList<>();
  private int at = -1;

  void add(int argument, RawCapture.Part part, byte[] bytes, long whole) {
    boolean cut = part != RawCapture.Part.STRINGS && whole > bytes.length;
    RawCapture.Status status = cut ? RawCapture.Status.CUT : RawCapture.Status.WHOLE;
    all.add(new RawCapture(argument, false, part, status, bytes, whole));
  }

  @Override
  public boolean nextCapture() {
    at++;
    return at < all.size();
  }

  @Override
  public int argument() {
    return all.get(at).argument();
  }

  @Override
  public int part() {
    return all.get(at).part().ordinal();
  }

  @Override
  public int status() {
    return all.get(at).status().ordinal();
  }

  @Override
  public int capturedLength() {
    return all.get(at).bytes().length;
  }

  @Override
  public long wholeLength() {
    return all.get(at).whole();
  }

  @Override
  public void copyTo(byte[] target, int place) {
    byte[] bytes = all.get(at).bytes();
    System.arraycopy(bytes, 0, target, place, bytes.length);
  }
}
