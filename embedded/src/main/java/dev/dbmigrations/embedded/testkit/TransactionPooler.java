package dev.dbmigrations.embedded.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What pgbouncer is to its clients in transaction mode: each logs in by itself and gets a key of its own, and all their
 * queries go through one session of the server (protocol 3.0).
 */
public final class TransactionPooler implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final int serverPort;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream welcome = new ByteArrayOutputStream();
    private @Nullable Socket server;
    private int clients;

    public TransactionPooler(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.write(login(startup(in, out)));
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            while (true) {
                int type = copy(in, request);
                if (type == 'X') {
                    return;
                }
                if (type == 'Q' || type == 'S') {
                    out.write(answer(request));
                    request.reset();
                }
            }
        } catch (IOException gone) {
            // The client has closed its socket, which is all there is to do for it.
        }
    }

    private static byte[] startup(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            int length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            int code = ByteBuffer.wrap(body).getInt();
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                ByteArrayOutputStream packet = new ByteArrayOutputStream();
                new DataOutputStream(packet).writeInt(length);
                packet.write(body);
                return packet.toByteArray();
            }
            out.write('N');
        }
    }

    /** The first client's login makes the session of the server; the others are told the same, each with another key. */
    private synchronized byte[] login(byte[] startup) throws IOException {
        Socket shared = server;
        if (shared == null) {
            shared = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            server = shared;
            shared.getOutputStream().write(startup);
            untilReady(shared, welcome);
        }
        return withKey(welcome.toByteArray(), ++clients);
    }

    private static byte[] withKey(byte[] messages, int key) {
        ByteBuffer buffer = ByteBuffer.wrap(messages.clone());
        int at = 0;
        while (buffer.get(at) != 'K') {
            at += 1 + buffer.getInt(at + 1);
        }
        return buffer.putInt(at + 5, key).array();
    }

    private synchronized byte[] answer(ByteArrayOutputStream request) throws IOException {
        Socket shared = Objects.requireNonNull(server);
        request.writeTo(shared.getOutputStream());
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        untilReady(shared, answer);
        return answer.toByteArray();
    }

    private static void untilReady(Socket server, ByteArrayOutputStream out) throws IOException {
        DataInputStream in = new DataInputStream(server.getInputStream());
        int type;
        do {
            type = copy(in, out);
        } while (type != 'Z');
    }

    private static int copy(DataInputStream in, ByteArrayOutputStream out) throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readInt();
        DataOutputStream message = new DataOutputStream(out);
        message.writeByte(type);
        message.writeInt(length);
        message.write(in.readNBytes(length - 4));
        return type;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (server != null) {
            server.close();
        }
    }
}
