#pragma warning disable CA1050 // The runtime looks for a startup hook by this name, in no namespace.

using System.Text;

/// <summary>What the runtime runs before the program where a test asks for it, so that something in it breaks.</summary>
internal static class StartupHook
{
    /// <summary>Says what shall break.</summary>
    public const string Variable = "FINCORESIM_TESTS_BREAK";

    /// <summary>The first thing that a command prints.</summary>
    public const string InCommand = "command";

    /// <summary>A thread of its own, once a server starts.</summary>
    public const string OnThread = "thread";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) == InCommand)
        {
            Console.SetOut(new BrokenWriter());
        }
        else
        {
            // The server's own assembly is loaded when the program is well under way.
            AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
            {
                if (loaded.LoadedAssembly.GetName().Name == "Microsoft.AspNetCore.Server.Kestrel.Core")
                {
                    new Thread(Break) { IsBackground = true }.Start();
                }
            };
        }
    }

    private static void Break() => throw new InvalidOperationException("broken on purpose.");

    private sealed class BrokenWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Break();
    }
}
