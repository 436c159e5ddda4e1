package org.workflowengine.spring.boot.app;

import static org.workflowengine.runtime.core.Decision.by;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service of the tests: a row of JPA, a row of MyBatis and a case, in one transaction. */
@Service
public class Desk {
    private final PaymentMapper payments;
    private final ClaimEngine claims;

    @PersistenceContext
    private EntityManager invoices;

    Desk(PaymentMapper payments, ClaimEngine claims) {
        this.payments = payments;
        this.claims = claims;
    }

    /** Thrown where the service is to fail. */
    public static class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Opens a case beside the business rows; fails afterwards if it is told to. */
    @Transactional
    public void receive(String id, boolean breaks) {
        invoices.persist(new Invoice(id));
        payments.insert(id);
        claims.open(id, by("alice").because("a secret reason")).orThrow();
        if (breaks) {
            throw new Broken();
        }
    }
}
