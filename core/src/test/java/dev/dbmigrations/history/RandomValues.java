package dev.dbmigrations.history;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes values of any record type out of a seeded source: awkward strings, long and empty lists, every family member. */
final class RandomValues {
    private static final String AWKWARD = "ab\"\\'`\n\t\u0000\u001f\u007f\u0080éß\u2028😀 {}[]:,$%?;-";

    private final Random random;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type content = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return random.nextBoolean() ? Optional.of(value(content)) : Optional.empty();
            }
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> value(content))
                    .toList();
        }
        return simple((Class<?>) type);
    }

    private Object simple(Class<?> type) {
        if (type == String.class) {
            return text();
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt();
        } else if (type == long.class || type == Long.class) {
            return random.nextLong();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == Duration.class) {
            return Duration.ofMillis(random.nextInt());
        } else if (type.isEnum()) {
            return anyOf(List.of(type.getEnumConstants()));
        } else if (type.isSealed()) {
            return simple(anyOf(Arrays.asList(type.getPermittedSubclasses())));
        }
        return record(type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Arrays.stream(parts).map(p -> value(p.getGenericType())).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no value of " + type, e);
        }
    }

    /** Without lone surrogates: no database stores them. */
    private String text() {
        return random.ints(random.nextInt(12), 0, AWKWARD.length())
                .map(AWKWARD::charAt)
                .filter(c -> !Character.isSurrogate((char) c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append(random.nextInt(5) == 0 ? "😀" : "")
                .toString();
    }

    private <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
