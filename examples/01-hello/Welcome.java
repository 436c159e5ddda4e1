/** What the demo says before the build, which is silent. Run from its source, without being compiled first. */
final class Welcome {
    private Welcome() {}

    public static void main(String... arguments) {
        System.out.println("Builds the engine, its annotation processor and its command line, then runs examples/01-hello on a database in a file.");
        System.out.println("That takes one to two minutes, and longer the first time, when Maven downloads what it needs.");
    }
}
