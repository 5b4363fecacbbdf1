package org.parley.sql.embedded;

import java.util.List;
import java.util.stream.Collectors;

/// Several embedded ClickHouse servers that are shards of one cluster, each on a data directory of
/// its own. Without Keeper, so without replicas: to try out what a cluster does with our tables,
/// not to run on.
///
/// @param name as in `Distributed(name, ...)`
/// @param secret which the servers prove themselves to one another by; letters and digits
/// @param tcpPorts of all, one a shard, on the loopback
public record EmbeddedCluster(String name, String secret, List<Integer> tcpPorts) {

    public EmbeddedCluster {
        tcpPorts = List.copyOf(tcpPorts);
        if (!name.matches("[a-z]\\w*") || !secret.matches("\\w{16,}")) {
            throw new IllegalArgumentException("A cluster needs a name and a long secret");
        }
    }

    /// For the configuration of each server.
    String remoteServers() {
        return """
          <remote_servers>
            <%1$s>
              <secret>%2$s</secret>
              %3$s
            </%1$s>
          </remote_servers>\
        """
                .formatted(
                        name,
                        secret,
                        tcpPorts.stream()
                                .map(
                                        "<shard><replica><host>127.0.0.1</host><port>%d</port></replica></shard>"
                                                ::formatted)
                                .collect(Collectors.joining("\n      ")));
    }
}
