#include <doctest/doctest.h>

#include "engine/core/registry.h"

using namespace gradlab;

namespace {

struct Fruit {
  std::string name;
  int weight;
};

const Registry<Fruit>::Add pear({"pear", 3});
const Registry<Fruit>::Add apple({"apple", 2});

struct Basket {
  std::string name;
  std::size_t kinds;
};

const Registry<Basket>::Add basket([] { return Basket{"all", Registry<Fruit>::all().size()}; });
const Registry<Fruit>::Add plum({"plum", 1});

}  // namespace

TEST_CASE("entries register themselves, and are sorted by name") {
  REQUIRE(Registry<Fruit>::all().size() == 3);
  CHECK(Registry<Fruit>::all()[0].name == "apple");
  CHECK(Registry<Fruit>::find("fruit", "pear").weight == 3);
}

TEST_CASE("an unknown name is refused with the names there are") {
  CHECK_THROWS_WITH_AS(Registry<Fruit>::find("fruit", "fig"), "[fruit] fig: need one of apple, pear, plum", Error);
}

TEST_CASE("an entry that is made when it is asked for sees what was registered behind it") {
  CHECK(Registry<Basket>::find("basket", "all").kinds == 3);
  CHECK(Registry<Basket>::all().size() == 1);
}
