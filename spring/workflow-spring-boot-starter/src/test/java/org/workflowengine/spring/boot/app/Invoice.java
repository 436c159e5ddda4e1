package org.workflowengine.spring.boot.app;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A business row that JPA writes. */
@Entity
public class Invoice {
    @Id
    private String id;

    protected Invoice() {}

    Invoice(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
