package org.workflowengine.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where a server listens, and who is let in. */
final class ListenOptions {
    private static final int LAST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "<n>", description = "8080 unless given; 0 takes any that is free")
    private int port = 8080;

    @Option(
            names = "--address",
            paramLabel = "<address>",
            description = "with --public: where it listens; this machine alone unless given")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--public",
            description =
                    "allow an --address that other machines reach. EVERYONE who reaches it reads every case, WITHOUT A LOGIN AND"
                            + " WITHOUT ENCRYPTION: put a proxy with both in front")
    private boolean open;

    @Option(
            names = "--host",
            paramLabel = "<name>",
            description =
                    "a name under which it may be asked, such as that of a proxy in front; repeatable. Requests under other names"
                            + " are refused, because a page elsewhere could reach it under a name of its own")
    private Set<String> names = new LinkedHashSet<>();

    boolean isPublic() {
        return open;
    }

    Set<String> names() {
        return names;
    }

    InetSocketAddress address() {
        if (port < 0 || port > LAST_PORT) {
            throw new UsageException("--port: found " + port + ", expected 0 to " + LAST_PORT);
        }
        InetAddress where = resolved();
        if (open == where.isLoopbackAddress()) {
            throw new UsageException(
                    open
                            ? "--public is given, but no --address that other machines reach: give both, or neither"
                            : "--address: other machines reach it, so everyone who reaches it would read every case, without a login"
                                    + " and without encryption; add --public if that is meant");
        }
        return new InetSocketAddress(where, port);
    }

    private InetAddress resolved() {
        try {
            return InetAddress.getByName(address.orElse("127.0.0.1"));
        } catch (UnknownHostException e) {
            throw new UsageException(
                    "--address: found " + Printable.of(address.orElse("")) + ", expected an address of this machine");
        }
    }
}
