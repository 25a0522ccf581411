using System.Text;

namespace FincoreSim.Output;

/// <summary>
/// A writer to a terminal or a log, by which no escape sequence gets there: <c>WriteLine</c> takes its text for one line,
/// <c>Write</c> for a piece that may have several. As thread-safe as the writer behind it.
/// </summary>
/// <param name="inner">Where it writes.</param>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(VisibleText.Lines(value.ToString()));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(VisibleText.Lines(buffer.ToString()));

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value is null ? null : VisibleText.Lines(value));

    /// <inheritdoc/>
    public override void WriteLine() => inner.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(ReadOnlySpan<char> buffer) => inner.WriteLine(VisibleText.Line(buffer.ToString()));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : VisibleText.Line(value));

    /// <inheritdoc/>
    public override Task WriteAsync(char value) => inner.WriteAsync(VisibleText.Lines(value.ToString()));

    /// <inheritdoc/>
    public override Task WriteAsync(string? value) => inner.WriteAsync(value is null ? null : VisibleText.Lines(value));

    /// <inheritdoc/>
    public override Task WriteLineAsync() => inner.WriteLineAsync();

    /// <inheritdoc/>
    public override Task WriteLineAsync(string? value) => inner.WriteLineAsync(value is null ? null : VisibleText.Line(value));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync() => inner.FlushAsync();
}
