package org.workflowengine.diagram.internal.layout;

import java.util.ArrayList;
import java.util.List;

/** What stands in one place of one row: a box, or the part of a line that passes the row. */
final class Vertex {
    static final int NONE = -1;

    final int row;
    final int box;
    final int line;
    final boolean isLabel;
    final List<Vertex> up = new ArrayList<>();
    final List<Vertex> down = new ArrayList<>();

    /** Half of the room that it takes. */
    double left;

    double right;

    /** Its place among those of its row. */
    int position;

    /** Where among those of the next row it would best stand. */
    double centre;

    Block block;

    private Vertex(int row, int box, int line, boolean isLabel, double left, double right, Block block) {
        this.row = row;
        this.box = box;
        this.line = line;
        this.isLabel = isLabel;
        this.left = left;
        this.right = right;
        this.block = block;
    }

    static Vertex ofBox(int row, int box, Box content) {
        return new Vertex(row, box, NONE, false, Math.ceil(content.width() / 2), Math.ceil(content.width() / 2) + content.right(), new Block());
    }

    static Vertex ofLine(int row, int line, boolean isLabel, double half, Block block) {
        return new Vertex(row, NONE, line, isLabel, half, half, block);
    }

    boolean isBox() {
        return box != NONE;
    }

    /** Half of a box without what is kept free beside it. */
    double half() {
        return left;
    }

    /** What stands at one x: a box, or all parts of a line, which is straight for that reason. */
    static final class Block {
        double x;
    }
}
