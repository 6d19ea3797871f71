using Microsoft.Extensions.Logging.Abstractions;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Storage;

/// <summary>The contract with a check that looks at the files itself and is asked at every look.</summary>
[TestClass]
public sealed class TimestampCheckStoreContractTests : FileStoreContract
{
    internal override IChannelStore Open() => new TimestampCheckStore(
        TestStore.Open(Folder), Check, TimeSpan.Zero, TimeProvider.System, NullLogger<TimestampCheckStore>.Instance);

    internal override bool KeepsMessages => false;

    private ValueTask<DateTimeOffset?> Check(TimestampCheckArguments arguments)
    {
        var file = new FileInfo(Path.Combine(Folder, ChannelDirectory.FileNameOf(ChannelName.Parse(arguments.Channel))));
        return new(file.Exists ? file.LastWriteTimeUtc : null);
    }
}
