package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether anybody listens on 127.0.0.1, by {@code /proc}: a server logs it as a failure when we only knock. */
final class ListeningPorts {
    private static final Path TABLE = Path.of("/proc/net/tcp");

    private ListeningPorts() {}

    /** In the table the address is in hexadecimal, its bytes reversed on our processors; state 0A is LISTEN. */
    static boolean include(int port) {
        String listening = ": 0100007F:%04X 00000000:0000 0A ".formatted(port);
        try {
            List<String> sockets = Files.readAllLines(TABLE);
            return sockets.stream().anyMatch(line -> line.contains(listening));
        } catch (IOException e) {
            return false;
        }
    }
}
