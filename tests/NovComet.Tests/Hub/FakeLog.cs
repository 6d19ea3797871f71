using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Hub;

/// <summary>A look's log, made up by a test.</summary>
internal sealed record FakeLog(bool IsContinuation, Stamp From, Stamp Life, IReadOnlyList<ChannelEvent> Messages)
    : LogReading(IsContinuation, From, Life, Messages);
