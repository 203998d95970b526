package dev.dbmigrations.validate;

import dev.dbmigrations.database.Database;
import dev.dbmigrations.database.Session;
import dev.dbmigrations.database.Vendor;
import dev.dbmigrations.dialect.Inquiry;
import dev.dbmigrations.dialect.Survey.Agenda;
import dev.dbmigrations.history.HistoryLook;
import dev.dbmigrations.plan.Plan;
import dev.dbmigrations.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What checks look at.
 *
 * @param server the database and how it is spoken with
 * @param session for questions
 * @param plans of what is pending
 * @param history what has been done
 * @param sessions how many sessions a run may open at once
 */
public record Scene(Server server, Session session, List<Plan> plans, HistoryLook history, int sessions) {

    /**
     * @param vendor what kind it is
     * @param database the live one
     */
    public record Server(Vendor vendor, Database database) {}

    public Scene {
        plans = List.copyOf(plans);
    }

    /** The questions that this kind of server is asked, without those about tables that are not there. */
    public List<Inquiry> inquiries() {
        List<Inquiry> asked = new ArrayList<>();
        for (Inquiry inquiry :
                server.vendor().survey(server.database().dialect().version()).inquiries(agenda())) {
            if (inquiry.source().isEmpty() || isThere(inquiry.source().get())) {
                asked.add(inquiry);
            }
        }
        return asked;
    }

    private boolean isThere(Inquiry.Source source) {
        return session.query(server.vendor().bookkeeping().columns(), row -> row.text(1), source.table()).stream()
                .anyMatch(source.column()::equalsIgnoreCase);
    }

    private Agenda agenda() {
        Set<TableName> tables = new TreeSet<>();
        plans.forEach(plan -> tables.addAll(plan.basis().tables()));
        return new Agenda(
                Needs.of(plans, server.vendor().parser()),
                tables,
                sessions,
                server.database().catalog().defaultSchema());
    }
}
