using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.E820;
using RdmPlanner.TestKit.Models;

namespace RdmPlanner.TestKit.Generators;

/// <summary>One step of the model-based test: done to the builder and to the page array alike.</summary>
public sealed record MapOperation(MapVerb Verb, PageSpan Span, E820Type Type, E820Type NewType)
{
    /// <summary>Steps of all four kinds; few types, so that changes of type find something to change.</summary>
    public static readonly Gen<MapOperation> Any =
        from verb in Gen.Frequency(
            (4, Gen.Constant(MapVerb.Add)),
            (2, Gen.Constant(MapVerb.Reserve)),
            (3, Gen.Constant(MapVerb.ChangeType)),
            (2, Gen.Constant(MapVerb.Remove)))
        from span in RangeGenerators.Span
        from type in Gen.Elements(E820Type.Ram, E820Type.Reserved, E820Type.Nvs, (E820Type)9)
        from newType in Gen.Elements(E820Type.Ram, E820Type.Reserved, E820Type.Unusable)
        select new MapOperation(verb, span, type, newType);

    /// <summary>Lists of steps; shrinks by leaving out steps.</summary>
    public static Arbitrary<MapOperation[]> List() => Arb.From(Any.ArrayOf(), RangeArbitraries.WithoutOne);

    /// <summary>Does the step to the builder.</summary>
    public void Run(E820MapBuilder builder)
    {
        switch (Verb)
        {
            case MapVerb.Add:
                builder.Add(Span.Bytes, Type);
                break;
            case MapVerb.Reserve:
                builder.Reserve(Span.Bytes);
                break;
            case MapVerb.ChangeType:
                builder.ChangeType(Span.Bytes, Type, NewType);
                break;
            default:
                builder.Remove(Span.Bytes);
                break;
        }
    }

    /// <summary>Does the step to the page array.</summary>
    public void Run(PageArrayMap model)
    {
        switch (Verb)
        {
            case MapVerb.Add:
                model.Add(Span, Type);
                break;
            case MapVerb.Reserve:
                model.Reserve(Span);
                break;
            case MapVerb.ChangeType:
                model.ChangeType(Span, Type, NewType);
                break;
            default:
                model.Remove(Span);
                break;
        }
    }
}
