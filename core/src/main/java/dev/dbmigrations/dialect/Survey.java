package dev.dbmigrations.dialect;

import dev.dbmigrations.schema.TableName;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What to ask one kind of server before anything runs on it. Pure text: whoever can connect can ask the same by hand. */
public interface Survey {

    /** In the order in which they are to be told. */
    List<Inquiry> inquiries(Agenda agenda);

    /**
     * Queries of which the last gives one text: the same as long as nobody changes anything that users have made. Those before it
     * only prepare the session.
     */
    List<String> fingerprint();

    /**
     * What is to be run.
     *
     * @param needs what the pending plans do
     * @param tables what they are about
     * @param sessions how many sessions they may open at once
     * @param defaultSchema where names written without a schema are looked up
     */
    record Agenda(Collection<Need> needs, Collection<TableName> tables, int sessions, String defaultSchema) {
        public Agenda {
            needs = List.copyOf(new TreeSet<>(needs));
            tables = List.copyOf(new TreeSet<>(tables));
        }

        /** What is done by any of these deeds. */
        public List<TableName> objectsOf(Need.Deed... deeds) {
            List<Need.Deed> asked = List.of(deeds);
            return needs.stream()
                    .filter(n -> asked.contains(n.deed()))
                    .map(Need::object)
                    .distinct()
                    .toList();
        }
    }
}
