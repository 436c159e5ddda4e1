package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Codes;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Pin;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Waypoint;
import org.workflowengine.processor.model.WorkflowModel;

/** Reads one definition: what it says, and what is wrong with its shape. */
public final class Collector {

    private final Elements elements;
    private final Sources sources;
    private final Codes codes;

    public Collector(Elements elements, Sources sources, Codes codes) {
        this.elements = elements;
        this.sources = sources;
        this.codes = codes;
    }

    public static Anchor placeOf(TypeElement definition) {
        return Place.of(definition);
    }

    /** Whether generated types could not name the definition, because it is private or inside something private. */
    public static boolean isHidden(TypeElement definition) {
        return Types.privateAround(definition).isPresent();
    }

    public Collected collect(TypeElement definition) {
        return collect(definition, Set.of());
    }

    /** The newer ones are those on whose behalf this one is read; one that leads back to them is not read again. */
    private Collected collect(TypeElement definition, Set<TypeElement> newer) {
        var reading = new HashSet<>(newer);
        reading.add(definition);
        var problems = new Problems();
        problems.add(DefinitionShape.check(definition));
        var identity = DefinitionIdentity.read(definition, problems);

        var facts = new FactReader(definition, sources, problems);
        var notAFact = new NotAFact(definition, facts.own());
        var shared = new SharedFactReader(elements, definition);
        var guards = new GuardReader(elements, sources, problems, facts, notAFact, shared);
        for (TypeElement fact : facts.own()) {
            guards.check(fact);
        }

        var inside = Types.declaredIn(definition);
        var types = StateTypes.read(definition, problems);
        var targets = new Targets(definition, types, problems);
        var waypoints = new WaypointReader(types, problems);
        var obligations = new ObligationReader(types, problems);
        var reader = new TransitionReader(targets, guards, waypoints, obligations, problems);
        var states = states(types, new Inheritance(types, reader, problems), waypoints);
        var migrations = new MigrationReader(
                        definition,
                        identity.id(),
                        targets,
                        guards,
                        sources,
                        problems,
                        older -> reading.contains(older) ? Optional.empty() : Optional.of(collect(older, reading)))
                .read(states);

        waypoints.check(inside);
        obligations.check(inside);
        reportMethodsOutsideStates(types, inside, problems);
        new FactPlaces(types, sources, notAFact, problems).check(inside);

        boolean complete = !problems.isFaulty() && problems.all().isEmpty();
        var model = new WorkflowModel(
                Types.name(definition),
                identity.id(),
                identity.version(),
                isErasable(definition),
                pin(definition),
                Types.isPublic(definition),
                states,
                facts.vocabulary(),
                migrations,
                shared.read(),
                new TakenNames(elements, sources).of(definition),
                problems.isFaulty(),
                complete,
                TolerationReader.read(definition, inside, codes, problems),
                Place.of(definition));
        return new Collected(model, problems.all());
    }

    /** Transitions that stand in no state, and methods of the definition itself that somebody would have to implement. */
    private static void reportMethodsOutsideStates(StateTypes types, List<Element> inside, Problems problems) {
        var definition = types.definition();
        for (Element element : inside) {
            if (element.getKind() == ElementKind.METHOD) {
                var method = (ExecutableElement) element;
                var holder = Types.holder(method);
                boolean read = holder.equals(definition)
                        ? definition.getKind() != ElementKind.INTERFACE
                        : types.hold(holder) || Language.isMigration(holder);
                if (!read
                        && (Language.isTransition(method)
                                || (holder.equals(definition)
                                        && method.getModifiers().contains(Modifier.ABSTRACT)))) {
                    problems.add(TransitionShape.outside(method));
                }
            }
        }
    }

    private static List<StateNode> states(StateTypes types, Inheritance inheritance, WaypointReader waypoints) {
        var states = new ArrayList<StateNode>();
        for (TypeElement type : types.states()) {
            var transitions = inheritance.transitionsOf(type);
            states.add(state(
                    type, states.size(), types.superstatesOf(type), transitions, waypoints.on(type), types.isUnclear(type)));
        }
        return states;
    }

    private static StateNode state(
            TypeElement type,
            int index,
            List<String> superstates,
            List<EffectiveTransition> transitions,
            List<Waypoint> waypoints,
            boolean unclear) {
        var name = type.getSimpleName().toString();
        // What forgot to say that it is a state cannot have said that it is a terminal one.
        boolean terminal = Language.isState(type) ? isWritten(type, "terminal") : transitions.isEmpty();
        return new StateNode(
                name,
                Language.pinnedId(type).orElse(IdDerivation.id(name)),
                isWritten(type, "initial"),
                terminal,
                isWritten(type, "resting"),
                isWritten(type, "importable"),
                index,
                unclear,
                superstates,
                edges(name, transitions),
                waypoints,
                Place.of(type));
    }

    private static List<TransitionEdge> edges(String source, List<EffectiveTransition> transitions) {
        var edges = new ArrayList<TransitionEdge>();
        for (EffectiveTransition transition : transitions) {
            var face = transition.face();
            edges.add(new TransitionEdge(
                    face.name(),
                    transition.id(),
                    source,
                    face.targetFrom(source),
                    transition.guard(),
                    transition.stays(),
                    transition.waypoints(),
                    transition.obligations(),
                    face.declaredIn(),
                    edges.size(),
                    face.place()));
        }
        return edges;
    }

    private static Pin pin(TypeElement definition) {
        return new Pin(
                Language.written(definition, "fingerprint", String.class).orElse(""),
                Language.written(definition, "graph", String.class).orElse(""));
    }

    private static boolean isErasable(TypeElement definition) {
        return Language.written(definition, "erasable", Boolean.class).orElse(true);
    }

    private static boolean isWritten(TypeElement state, String flag) {
        return Language.written(state, flag, Boolean.class).orElse(false);
    }
}
