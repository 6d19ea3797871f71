using Microsoft.Extensions.Logging.Abstractions;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>The contract with a check that looks at the files itself and is asked at every look.</summary>
[TestClass]
public sealed class TimestampCheckStoreContractTests : ChannelStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    internal override IChannelStore Open() => new TimestampCheckStore(
        TestStore.Open(_directory.Path), Check, TimeSpan.Zero, TimeProvider.System, NullLogger<TimestampCheckStore>.Instance);

    internal override void ChangeFromOutside(ChannelName channel) => OutsideWorld.Change(_directory.Path, channel);

    internal override void RemoveFromOutside(ChannelName channel) => OutsideWorld.Remove(_directory.Path, channel);

    private ValueTask<DateTimeOffset?> Check(TimestampCheckArguments arguments)
    {
        var file = new FileInfo(Path.Combine(_directory.Path, ChannelDirectory.FileNameOf(ChannelName.Parse(arguments.Channel))));
        return new(file.Exists ? file.LastWriteTimeUtc : null);
    }
}
