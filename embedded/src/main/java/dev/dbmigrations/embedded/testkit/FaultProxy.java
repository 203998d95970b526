package dev.dbmigrations.embedded.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on 127.0.0.1 between a driver and a server, which breaks connections on request.
 *
 * <pre>
 * try (FaultProxy proxy = FaultProxy.to(server.port())) {
 *     Connection connection = DriverManager.getConnection(proxy.url(database.url()));
 *     proxy.set(new Fault.CutAfter(Direction.TO_SERVER, "COMMIT"));
 *     connection.commit(); // SQLState 08006, yet committed
 * }
 * </pre>
 */
public final class FaultProxy implements AutoCloseable {
    private final int serverPort;
    private final ServerSocket listener;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private Fault fault = new Fault.None();
    private long bytesLeft;
    private int cuts;

    private FaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    /** A healthy proxy to a server on this machine. */
    public static FaultProxy to(int serverPort) {
        try {
            FaultProxy proxy = new FaultProxy(serverPort);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * The same address through the proxy. For PostgreSQL it also turns off named statements, whose text (a {@code
     * COMMIT}, say) pgjdbc 42.7 stops sending after the fifth use.
     */
    public String url(String url) {
        String through = url.replace("127.0.0.1:" + serverPort, "127.0.0.1:" + port());
        return url.startsWith("jdbc:postgresql:") ? through + "&prepareThreshold=0" : through;
    }

    /** What is done from now on, to all connections. */
    public synchronized void set(Fault chosen) {
        fault = chosen;
        bytesLeft = chosen instanceof Fault.CutAfterBytes cut ? cut.bytes() : 0;
        notifyAll();
    }

    public void heal() {
        set(new Fault.None());
    }

    /** Resets every connection there is. */
    public void reset() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** How many cuts have happened. */
    public synchronized int cuts() {
        return cuts;
    }

    /** Waits until so many cuts have happened; false if they did not in time. */
    public synchronized boolean awaitCuts(int atLeast, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (cuts < atLeast) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        heal();
        reset();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // Either this proxy is closed or that one client has gone: both are no concern of the next.
            }
        }
    }

    private void serve(Socket client) throws IOException {
        if (current() instanceof Fault.Refuse) {
            ProxiedConnection.reset(client);
            return;
        }
        try {
            Socket server = new Socket(listener.getInetAddress(), serverPort);
            ProxiedConnection connection = new ProxiedConnection(this, client, server);
            connections.add(connection);
            connection.start();
        } catch (IOException e) {
            ProxiedConnection.reset(client);
            throw e;
        }
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    synchronized Fault current() {
        return fault;
    }

    /** The fault in force, once it is not a black hole. */
    synchronized Fault awaitPassage() throws InterruptedException {
        while (fault instanceof Fault.BlackHole) {
            wait();
        }
        return fault;
    }

    /** How many of these bytes still pass if the cut falls among them, which it then takes; else empty. */
    synchronized OptionalInt lastBytes(Fault.CutAfterBytes due, int bytes) {
        if (!fault.equals(due)) {
            return OptionalInt.empty();
        }
        long allowed = bytesLeft;
        bytesLeft -= bytes;
        return bytesLeft <= 0 && claim(due) ? OptionalInt.of((int) allowed) : OptionalInt.empty();
    }

    /** Takes the fault for one connection; false if another was faster. */
    synchronized boolean claim(Fault due) {
        if (!fault.equals(due)) {
            return false;
        }
        fault = new Fault.None();
        notifyAll();
        return true;
    }

    synchronized void cutHappened() {
        cuts++;
        notifyAll();
    }
}
