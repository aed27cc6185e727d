import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * Hadoop on this machine: a name node, a data node and, with the word yarn, a resource manager and
 * two node managers, for a test that has none of their classes. Run from its source, with the
 * cluster's jars on the class path.
 *
 * <p>Arguments: a directory to work in, then {@code hdfs} or {@code yarn}. It writes what clients
 * have to know to {@code conf/} there, prints READY, and obeys the lines of its input: {@code stop}
 * ends the name node, {@code start} starts it again where it was; it answers each with DONE. At the
 * end of its input it ends.
 */
public final class MiniHadoop {
  private static final Map<String, String> YARN =
      Map.of(
          "yarn.nodemanager.resource.memory-mb", "3072",
          "yarn.nodemanager.resource.cpu-vcores", "4",
          "yarn.scheduler.minimum-allocation-mb", "128",
          "yarn.nodemanager.pmem-check-enabled", "false",
          "yarn.nodemanager.vmem-check-enabled", "false",
          "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.9",
          "yarn.scheduler.capacity.maximum-am-resource-percent", "1",
          "yarn.scheduler.capacity.root.queues", "default",
          "yarn.scheduler.capacity.root.capacity", "100",
          "yarn.scheduler.capacity.root.default.capacity", "100");

  private MiniHadoop() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Configuration settings = new YarnConfiguration();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("dfs").toString());
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    hdfs.waitActive();
    Map<String, String> clients = new TreeMap<>();
    clients.put("fs.defaultFS", hdfs.getURI().toString());
    if (arguments[1].equals("yarn")) {
      clients.putAll(startYarn(settings, hdfs));
    }
    write(clients, Files.createDirectories(directory.resolve("conf")));
    System.out.println("READY");
    obey(hdfs);
    // Threads of the daemons would go on.
    Runtime.getRuntime().halt(0);
  }

  private static Map<String, String> startYarn(Configuration settings, MiniDFSCluster hdfs) {
    YARN.forEach(settings::set);
    settings.set("fs.defaultFS", hdfs.getURI().toString());
    MiniYARNCluster yarn = new MiniYARNCluster("mini", 2, 1, 1);
    yarn.init(settings);
    yarn.start();
    Map<String, String> clients = new TreeMap<>();
    for (String name : new String[] {"", "scheduler.", "resource-tracker.", "admin.", "webapp."}) {
      String key = "yarn.resourcemanager." + name + "address";
      clients.put(key, yarn.getConfig().get(key));
    }
    return clients;
  }

  private static void write(Map<String, String> clients, Path directory) throws IOException {
    Configuration own = new Configuration(false);
    clients.forEach(own::set);
    for (String name : new String[] {"core-site.xml", "yarn-site.xml"}) {
      try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
        own.writeXml(out);
      }
    }
  }

  private static void obey(MiniDFSCluster hdfs) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "stop" -> hdfs.shutdownNameNode(0);
        case "start" -> hdfs.restartNameNode(0, true);
        default -> throw new IOException("Invalid line: expected stop or start, found " + line);
      }
      System.out.println("DONE");
    }
  }
}
