using System.Text;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// How much is kept of what receivers answer: 64 KiB of the last answer, which the host reads; of those before it the beginning
/// and the hash. So what a delivery holds is bounded, however often it is tried and however much comes back.
/// </summary>
internal static class KeptAnswers
{
    /// <summary>How many bytes of a body are kept once another attempt follows, and in the journal.</summary>
    public const int HeadBytes = 4096;

    /// <summary>How many characters the headers of an answer may have together.</summary>
    public const int HeaderLengthMax = 8192;

    /// <summary>How many headers of an answer are kept.</summary>
    public const int HeadersMax = 100;

    /// <summary>The longest text besides: an error, or a reason for a refund, of which the API shows less.</summary>
    public const int TextLengthMax = 1000;

    /// <summary>How many attempts are kept: every retry that a profile can have, and some resends.</summary>
    public const int AttemptsMax = RetryProfile.AttemptsMax + 14;

    private const int DeliveryBytes = 1024;
    private const int AttemptBytes = 512;
    private const int HeaderBytes = 64;

    /// <summary>About how many bytes a delivery holds.</summary>
    public static int WeightOf(Delivery delivery)
    {
        var weight = DeliveryBytes;
        foreach (var attempt in delivery.Attempts)
        {
            weight += AttemptBytes + WeightOf(attempt.Result, int.MaxValue);
        }

        return weight;
    }

    /// <summary>About how many bytes the journal holds for a delivery.</summary>
    public static int WeightOfHeads(Delivery delivery)
    {
        var weight = AttemptBytes;
        foreach (var attempt in delivery.Attempts)
        {
            weight += WeightOf(attempt.Result, HeadBytes);
        }

        return weight;
    }

    /// <summary>The last answer, as it came but for headers and texts beyond measure.</summary>
    public static AttemptResult Last(AttemptResult answer)
    {
        var bounded = answer with
        {
            Error = Head(answer.Error),
            RefundReason = Head(answer.RefundReason),
            BodyNote = Head(answer.BodyNote),
            RefundReasonNote = Head(answer.RefundReasonNote),
        };
        var kept = HeadersKept(answer);
        return kept == answer.Headers.Length
            ? bounded
            : bounded with
            {
                Headers = answer.Headers[..kept],
                HeadersDropped = answer.HeadersDropped + answer.Headers.Length - kept
            };
    }

    /// <summary>The hash of an answer alone, where there is no room for its body.</summary>
    public static AttemptResult WithoutBody(AttemptResult answer) => answer with
    {
        Body = "",
        IsBodyTruncated = answer.IsBodyTruncated || answer.Body.Length > 0,
        Headers = [],
        HeadersDropped = answer.HeadersDropped + answer.Headers.Length,
    };

    /// <summary>
    /// The attempts before the next one: the last loses what is beyond the beginning of its body, and of too many one goes.
    /// </summary>
    public static ImmutableArray<Attempt> BeforeNext(ImmutableArray<Attempt> attempts)
    {
        var kept = Heads(attempts);

        // The first stays: the waits of the others count from when it was due.
        return kept.Length < AttemptsMax ? kept : kept.RemoveAt(1);
    }

    /// <summary>A delivery with the beginnings of the bodies alone; itself where there is nothing beyond.</summary>
    public static Delivery Heads(Delivery delivery) =>
        Heads(delivery.Attempts) is var heads && heads == delivery.Attempts ? delivery : delivery with { Attempts = heads };

    private static ImmutableArray<Attempt> Heads(ImmutableArray<Attempt> attempts)
    {
        // Those before the last have lost it already.
        if (attempts is not [.., { Result: { } last }] || BodyHead(last.Body) is not { } head)
        {
            return attempts;
        }

        return attempts.SetItem(
            attempts.Length - 1, attempts[^1] with { Result = last with { Body = head, IsBodyTruncated = true } });
    }

    /// <summary>The beginning of a body that is longer than that; null where it is not.</summary>
    private static string? BodyHead(string body)
    {
        if (Encoding.UTF8.GetMaxByteCount(body.Length) <= HeadBytes || Encoding.UTF8.GetByteCount(body) <= HeadBytes)
        {
            return null;
        }

        var (length, bytes) = (0, 0);
        foreach (var rune in body.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > HeadBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return body[..length];
    }

    private static string? Head(string? text) => text is null ? null : TextHead.Of(text, TextLengthMax);

    private static int HeadersKept(AttemptResult answer)
    {
        var (kept, length) = (0, 0);
        foreach (var header in answer.Headers)
        {
            length += header.Name.Length + (header.Text?.Length ?? 0);
            if (length > HeaderLengthMax || kept == HeadersMax)
            {
                break;
            }

            kept++;
        }

        return kept;
    }

    private static int WeightOf(AttemptResult? answer, int bodyMax)
    {
        if (answer is null)
        {
            return 0;
        }

        var weight = 2 * Math.Min(answer.Body.Length, bodyMax);
        foreach (var header in answer.Headers)
        {
            weight += HeaderBytes + (2 * (header.Name.Length + (header.Text?.Length ?? 0)));
        }

        return weight;
    }
}
