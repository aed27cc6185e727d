package org.shaketable.jobs.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The TCP sockets that a process of Linux listens on, from {@code /proc}. */
public final class Listening {
  private static final String LISTEN = "0A";

  private Listening() {}

  /**
   * A listening socket.
   *
   * @param address as the kernel writes it: hexadecimal, each four bytes backwards
   */
  public record Socket(String address, int port) {
    /** 127.0.0.0/8, ::1, or the former inside an IPv6 address. */
    public boolean loopback() {
      return address.matches("[0-9A-F]{6}7F")
          || address.equals("00000000000000000000000001000000")
          || address.matches("0000000000000000FFFF0000[0-9A-F]{6}7F");
    }
  }

  /** Those of a process. */
  public static List<Socket> of(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : open.toList()) {
        if (Files.isSymbolicLink(file)) {
          inodes.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    List<Socket> sockets = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields[3].equals(LISTEN) && inodes.contains("socket:[" + fields[9] + "]")) {
          String[] local = fields[1].split(":", -1);
          sockets.add(new Socket(local[0], Integer.parseInt(local[1], 16)));
        }
      }
    }
    return sockets;
  }
}
