package dev.dbmigrations.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Durations as ISO text, an empty optional as null. */
final class PlainValues extends SimpleModule {
    private static final long serialVersionUID = 1;

    PlainValues() {
        addSerializer(Duration.class, new WriteDuration());
        addDeserializer(Duration.class, new ReadDuration());
        addSerializer(Optional.class, new WriteOptional());
        addDeserializer(Optional.class, new ReadOptional(null));
    }

    private static final class WriteDuration extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1;

        WriteDuration() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(value.toString());
        }
    }

    private static final class ReadDuration extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        ReadDuration() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return Duration.parse(from.getText());
        }

        /** What an earlier program did not know was not limited. */
        @Override
        public Duration getAbsentValue(DeserializationContext context) {
            return Duration.ZERO;
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class WriteOptional extends StdSerializer<Optional> {
        private static final long serialVersionUID = 1;

        WriteOptional() {
            super(Optional.class);
        }

        @Override
        public void serialize(Optional value, JsonGenerator to, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.isPresent() ? value.get() : null, to);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class ReadOptional extends StdDeserializer<Optional> implements ContextualDeserializer {
        private static final long serialVersionUID = 1;
        private final @org.jspecify.annotations.Nullable JavaType content;

        ReadOptional(@org.jspecify.annotations.Nullable JavaType content) {
            super(Optional.class);
            this.content = content;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType whole = property == null ? context.getContextualType() : property.getType();
            return new ReadOptional(whole.containedType(0));
        }

        @Override
        public Optional<?> deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return Optional.of(context.readValue(from, content));
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
