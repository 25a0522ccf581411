namespace FincoreSim.Outbound;

/// <summary>The connection ended before the first byte of an answer.</summary>
internal sealed class AnswerMissingException() : IOException("the connection was closed without an answer");

/// <summary>
/// What exchanges are written to and read from. Where it ends before the first byte of an answer, that is an error: told of it as
/// an end, the handler sends a request that has no body up to three times more, to a receiver that may have read it.
/// </summary>
internal sealed class ExchangeStream(Stream connection) : Stream
{
    private bool _hasAnswer;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await connection.ReadAsync(buffer, cancellationToken), buffer.Length);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Checked(connection.Read(buffer, offset, count), count);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _hasAnswer = false;
        return connection.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        _hasAnswer = false;
        connection.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Flush() => connection.Flush();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(int read, int asked)
    {
        if (read == 0 && asked > 0 && !_hasAnswer)
        {
            throw new AnswerMissingException();
        }

        _hasAnswer |= read > 0;
        return read;
    }
}
