namespace FincoreSim.Ground;

/// <summary>
/// The one place where work is begun that nobody waits for. What ends it is told to someone who can make it seen: an exception in
/// a task that is forgotten is seen by nobody.
/// </summary>
internal static class Background
{
    /// <summary>Begins work and comes back at its first wait.</summary>
    /// <param name="work">The work.</param>
    /// <param name="failed">Is told of the exception that ended it; must not throw.</param>
    public static void Run(Func<Task> work, Action<Exception> failed) => _ = WatchAsync(work, failed);

    private static async Task WatchAsync(Func<Task> work, Action<Exception> failed)
    {
        try
        {
            await work();
        }
        catch (Exception bug)
        {
            failed(bug);
        }
    }
}
