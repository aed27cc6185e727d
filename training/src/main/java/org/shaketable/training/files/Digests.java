package org.shaketable.training.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files. */
final class Digests {
  private Digests() {}

  /** Over each file's name, a zero byte, the length of its content and its content, in order. */
  static String of(List<DataFile> files) {
    MessageDigest digest = sha256();
    for (DataFile file : files) {
      digest.update(file.name().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(Long.toString(file.bytes().length).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(file.bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of two digests. */
  static String joined(String first, String second) {
    MessageDigest digest = sha256();
    digest.update((first + second).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
