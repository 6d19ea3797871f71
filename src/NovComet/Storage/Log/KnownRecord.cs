using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>What a writer knows of a record that is in the file.</summary>
/// <param name="Stamp">Its stamp.</param>
/// <param name="End">Where its line ends.</param>
/// <param name="Bytes">How many bytes its content has.</param>
/// <param name="Key">Its idempotency key.</param>
internal readonly record struct KnownRecord(Stamp Stamp, long End, int Bytes, string? Key);
