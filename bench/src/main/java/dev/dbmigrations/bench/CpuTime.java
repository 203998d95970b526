package dev.dbmigrations.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server and the programs that worked on it have computed so far, in seconds of a core. On a busy machine it
 * says more than the clock, which counts what others did meanwhile.
 */
final class CpuTime {
    /** Of the kernel's clock, on every Linux we know of (proc(5): sysconf(_SC_CLK_TCK)). */
    private static final double TICKS = 100;
    /** In {@code /proc/PID/stat}, counted from behind the program's name: utime, stime, cutime, cstime. */
    private static final List<Integer> FIELDS = List.of(11, 12, 13, 14);

    private CpuTime() {}

    /** Of the programs that we have started and that have ended. */
    static double ofPrograms() {
        return of(ProcessHandle.current().pid(), 2, 4);
    }

    /** Of a server with all its processes, dead ones too. */
    static double ofServer(long server) {
        Stream<ProcessHandle> backends =
                ProcessHandle.of(server).map(ProcessHandle::descendants).orElse(Stream.of());
        return of(server, 0, 4)
                + backends.mapToDouble(backend -> of(backend.pid(), 0, 4)).sum();
    }

    private static double of(long process, int first, int end) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return FIELDS.subList(first, end).stream()
                            .mapToLong(field -> Long.parseLong(words[field]))
                            .sum()
                    / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }
}
