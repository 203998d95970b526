package dev.dbmigrations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void whatIsWrittenIsReadBackTheSame() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Object value = value(random, 4);
            assertThat(new ObjectMapper().readValue(Json.text(value), Object.class))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 2 -> string(random);
            case 3 -> list(random, depth);
            default -> map(random, depth);
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        random.ints(random.nextInt(4)).forEach(i -> list.add(value(random, depth - 1)));
        return list;
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        random.ints(random.nextInt(4)).forEach(i -> map.put(string(random), value(random, depth - 1)));
        return map;
    }

    private static String string(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(12))
                .forEach(i -> text.appendCodePoint("\"\\\n\r\t\u0001é漢/ aZ".codePointAt(random.nextInt(12))));
        return text + (random.nextBoolean() ? "😀" : "");
    }
}
