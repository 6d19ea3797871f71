using NovComet.Channels;

namespace NovComet;

/// <summary>What a poll ended with.</summary>
public sealed class PollAnswer
{
    internal PollAnswer(PollOutcome outcome, IReadOnlyList<ChannelEvent> changes, Cursor cursor)
    {
        Outcome = outcome;
        Changes = changes;
        Cursor = cursor;
    }

    /// <summary>How it ended.</summary>
    public PollOutcome Outcome { get; }

    /// <summary>The changed channels; none, unless it ended with <see cref="PollOutcome.Changed"/>.</summary>
    public IReadOnlyList<ChannelEvent> Changes { get; }

    /// <summary>Where the subscriber stands now, by a stamp on each of its channels: what the next poll starts from.</summary>
    public Cursor Cursor { get; }
}
