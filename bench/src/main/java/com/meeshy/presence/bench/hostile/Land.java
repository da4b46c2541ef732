package com.meeshy.presence.bench.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/// Where strangers come from. The limits for each address spare loopback (decision 0006), so they stand in a
/// network namespace of their own, behind one pair of virtual cables; where this may not be made, they stand on
/// loopback and the gateway is told to spare nobody.
///
/// @param host where strangers and the circle find the gateway
/// @param circle the address that the circle comes from
/// @param addresses the first two numbers of the addresses of strangers
/// @param prefix of the command that runs the strangers
/// @param settings of the gateway
record Land(
        String host,
        InetAddress circle,
        String addresses,
        List<String> prefix,
        Map<String, String> settings,
        String says,
        String space)
        implements AutoCloseable {

    /// Addresses that RFC 2544 keeps for measurements.
    private static final String HERE = "198.18.0.1";

    private static final String THERE = "198.18.0.2";

    static Land open() {
        String space = "meeshy" + ProcessHandle.current().pid();
        String here = "mh" + ProcessHandle.current().pid();
        String there = here + "s";
        String within = "ip netns exec " + space + " ip ";
        boolean made = run("ip netns add " + space)
                && run("ip link add " + here + " type veth peer name " + there)
                && run("ip link set " + there + " netns " + space)
                && run("ip addr add " + HERE + "/30 dev " + here)
                && run("ip link set " + here + " up")
                && run("ip route add 198.19.0.0/16 via " + THERE)
                && run(within + "addr add " + THERE + "/30 dev " + there)
                && run(within + "link set lo up")
                && run(within + "link set " + there + " up")
                && run(within + "route add local 198.19.0.0/16 dev lo")
                && run(within + "route add default via " + HERE);
        if (!made) {
            run("ip netns del " + space);
            return loopback();
        }
        return new Land(
                HERE,
                InetAddress.ofLiteral(HERE),
                "198.19",
                List.of("ip", "netns", "exec", space),
                Map.of("HOST", "0.0.0.0"),
                "strangers in a network namespace of their own",
                space);
    }

    static Land loopback() {
        return new Land(
                "127.0.0.1",
                InetAddress.ofLiteral("127.77.0.1"),
                "127.66",
                List.of(),
                Map.of("HOST", "127.0.0.1", "LIMIT_LOOPBACK", "true"),
                "strangers on loopback, which is not spared",
                "");
    }

    private static boolean run(String command) {
        try {
            return new ProcessBuilder(command.split(" "))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The cables go with the namespace.
    @Override
    public void close() {
        if (!space.isEmpty()) {
            run("ip netns del " + space);
        }
    }
}
