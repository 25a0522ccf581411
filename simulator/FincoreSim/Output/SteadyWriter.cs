using System.Text;

namespace FincoreSim.Output;

/// <summary>
/// A writer that goes on where nothing can be written any more, such as to a full disk: what the program does is worth more than
/// what it says. The first failure is kept for the exit code. As thread-safe as the writer behind it.
/// </summary>
/// <param name="inner">Where it writes.</param>
/// <param name="onFailure">Told of the first failure.</param>
internal sealed class SteadyWriter(TextWriter inner, Action<string> onFailure) : TextWriter(CultureInfo.InvariantCulture)
{
    private string? _failure;

    /// <summary>Whether something could not be written.</summary>
    public bool HasFailed => _failure is not null;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(writer => writer.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(writer => writer.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <inheritdoc/>
    public override void Write(string? value) => Try(writer => writer.Write(value));

    /// <inheritdoc/>
    public override void WriteLine() => Try(writer => writer.WriteLine());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(writer => writer.WriteLine(value));

    /// <inheritdoc/>
    public override Task WriteAsync(char value) => Done(() => Write(value));

    /// <inheritdoc/>
    public override Task WriteAsync(string? value) => Done(() => Write(value));

    /// <inheritdoc/>
    public override Task WriteLineAsync() => Done(WriteLine);

    /// <inheritdoc/>
    public override Task WriteLineAsync(string? value) => Done(() => WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(writer => writer.Flush());

    /// <inheritdoc/>
    public override Task FlushAsync() => Done(Flush);

    private static Task Done(Action write)
    {
        write();
        return Task.CompletedTask;
    }

    private void Try(Action<TextWriter> write)
    {
        try
        {
            write(inner);
        }
        catch (UnauthorizedAccessException)
        {
            // The stream is closed: whoever started the program wants nothing of it.
        }
        catch (IOException refused)
        {
            if (Interlocked.CompareExchange(ref _failure, refused.Message, null) is null)
            {
                onFailure(refused.Message);
            }
        }
    }
}
