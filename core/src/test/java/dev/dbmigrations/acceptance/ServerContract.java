package dev.dbmigrations.acceptance;

import dev.dbmigrations.dialect.Capability;
import dev.dbmigrations.embedded.testkit.TestServer;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is promised of every server, promise by promise in the same words: the names of the tests are the promises. A server is
 * one subclass that says which it is and what it can do; it neither adds to them nor takes away. One that cannot be had here is
 * reported as skipped.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class ServerContract
        implements SessionPromises,
                DatabasePromises,
                CapabilityPromises,
                RunPromises,
                SnapshotPromises,
                ClientPromises,
                DeathPromises {

    @TempDir
    Path folder = Path.of("");

    private final TestServer server;
    private final Speech speech;
    private final Set<Capability> capabilities;
    private @Nullable Place place;

    ServerContract(TestServer server, Speech speech, Set<Capability> capabilities) {
        this.server = server;
        this.speech = speech;
        this.capabilities = capabilities;
    }

    @BeforeEach
    final void open() {
        server.whyAbsent().ifPresent(Assumptions::abort);
        place = Place.on(server, folder.resolve("migrations"));
    }

    @AfterEach
    final void close() {
        Place opened = place;
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public final Place place() {
        Place opened = place;
        if (opened == null) {
            throw new IllegalStateException("no place yet");
        }
        return opened;
    }

    @Override
    public final Speech speech() {
        return speech;
    }

    @Override
    public final Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public int kills() {
        return Integer.getInteger("acceptance.kills", 8);
    }

    @Test
    final void theServerIsTheOneItIsSaidToBe() {
        var version = place().database().dialect().version();
        org.assertj.core.api.Assertions.assertThat(version.product()).isEqualTo(server.vendor());
        org.assertj.core.api.Assertions.assertThat(server.label()).contains(" " + version.major());
    }
}
