package dev.dbmigrations.embedded.testkit;

import dev.dbmigrations.embedded.testkit.Fault.Direction;
import java.io.IOException;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through a {@link FaultProxy}: two sockets, and a thread for each direction. */
final class ProxiedConnection {
    private static final int CHUNK = 1 << 14;

    /** How much of a chunk passes, and what is done then. */
    private record Verdict(int passing, Then then) {}

    private enum Then {
        GO_ON,
        CUT,
        CUT_AT_ANSWER
    }

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server;
    private final AtomicInteger directionsOpen = new AtomicInteger(2);
    private volatile boolean answerIsKeptBack;

    ProxiedConnection(FaultProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Thread.ofVirtual().start(() -> pump(Direction.TO_SERVER, client, server));
        Thread.ofVirtual().start(() -> pump(Direction.TO_CLIENT, server, client));
    }

    /** Ends the connection with a TCP reset on both sides. */
    void reset() {
        reset(client);
        reset(server);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already, which is what was wanted.
        }
    }

    private void pump(Direction direction, Socket from, Socket to) {
        byte[] buffer = new byte[CHUNK];
        Passage passage = new Passage(direction);
        try {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                passage.see(buffer, read);
                Verdict verdict = judge(passage, read);
                answerIsKeptBack |= verdict.then() == Then.CUT_AT_ANSWER;
                to.getOutputStream().write(buffer, 0, verdict.passing());
                if (verdict.then() == Then.CUT) {
                    reset();
                    proxy.cutHappened();
                }
                read = from.getInputStream().read(buffer);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        } finally {
            endDirection();
        }
    }

    private Verdict judge(Passage passage, int read) throws InterruptedException {
        Fault fault = proxy.awaitPassage();
        if (answerIsKeptBack && passage.direction() == Direction.TO_CLIENT) {
            return new Verdict(0, Then.CUT);
        }
        return switch (fault) {
            case Fault.Delay delay -> {
                Thread.sleep(delay.each());
                yield new Verdict(read, Then.GO_ON);
            }
            case Fault.CutAfterBytes cut -> {
                OptionalInt last =
                        cut.direction() == passage.direction() ? proxy.lastBytes(cut, read) : OptionalInt.empty();
                yield new Verdict(last.orElse(read), last.isPresent() ? Then.CUT : Then.GO_ON);
            }
            case Fault.CutBefore cut ->
                passage.completes(cut.direction(), cut.text()) && proxy.claim(cut)
                        ? new Verdict(0, Then.CUT)
                        : new Verdict(read, Then.GO_ON);
            case Fault.CutAfter cut ->
                passage.completes(cut.direction(), cut.text()) && proxy.claim(cut)
                        ? new Verdict(read, cut.direction() == Direction.TO_SERVER ? Then.CUT_AT_ANSWER : Then.CUT)
                        : new Verdict(read, Then.GO_ON);
            default -> new Verdict(read, Then.GO_ON);
        };
    }

    private void endDirection() {
        if (directionsOpen.decrementAndGet() > 0) {
            return;
        }
        proxy.ended(this);
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            // Whoever closed them first did our work.
        }
    }
}
