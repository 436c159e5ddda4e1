package org.workflowengine.processor.extension;

import java.util.List;
import java.util.Objects;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.spi.FactView;

/** Shows a fact of a sound model to extensions. */
final class ModelFact implements FactView {
    private final FactNode node;
    private final TypeElement workflow;
    private final Elements elements;

    ModelFact(FactNode node, TypeElement workflow, Elements elements) {
        this.node = node;
        this.workflow = workflow;
        this.elements = elements;
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public String id() {
        return node.id();
    }

    @Override
    public String factory() {
        return node.factory();
    }

    @Override
    public String message() {
        return node.message();
    }

    @Override
    public boolean isBoolean() {
        return node.valueType() instanceof FactType.OfBoolean;
    }

    @Override
    public List<String> values() {
        return node.valueType().values();
    }

    @Override
    public boolean isShared() {
        return node.shared();
    }

    /** Where a fact is shown is not always the fact: one in a class file has no place of its own. */
    @Override
    public TypeElement element() {
        var name = node.type().canonical();
        @Nullable ModuleElement module = elements.getModuleOf(workflow);
        @Nullable
        TypeElement found = module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
        return Objects.requireNonNull(found, name);
    }

    @Override
    public String toString() {
        return "@" + name();
    }
}
